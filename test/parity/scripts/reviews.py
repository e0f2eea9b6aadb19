"""AUC of TF-IDF with logistic regression by product split: trained on the reviews of ten products, tested on five hundred others.

scikit-learn 1.9.1, Python 3; no random part.  python reviews.py FOLDER-OF-fine_foods_reviews
"""
import csv
import gzip
import sys
from os.path import join

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score


def rows(name):
    with gzip.open(join(sys.argv[1], name), "rt") as file:
        return list(csv.reader(file))[1:]


train, test = rows("training_data.csv.gz"), rows("testing_data.csv.gz")
words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
model = LogisticRegression(C=4, max_iter=1000).fit(words.fit_transform([r[1] for r in train]), [r[2] == "great" for r in train])
score = model.decision_function(words.transform([r[1] for r in test]))
print(round(roc_auc_score([r[2] == "great" for r in test], score), 4))
