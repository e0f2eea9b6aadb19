"""Golden values of uplift: scikit-uplift's curves and coefficients for made-up scores with ties, and its TwoModels with logistic
regression on Hillstrom's e-mails (visits), trained on two rows of three and judged on the third. Only figures are kept.

Run: pip install scikit-uplift==0.5.1 scikit-learn==1.9.1 numpy==2.4.6 pandas==3.1.1;
python uplift.py HILLSTROM.csv.gz > ../golden/uplift.json"""
import json
import sys
import warnings

import numpy as np
import pandas as pd
import sklearn
import sklift
from sklearn.linear_model import LogisticRegression
from sklift.metrics import qini_auc_score, qini_curve, uplift_auc_score, uplift_by_percentile, uplift_curve
from sklift.models import TwoModels

warnings.filterwarnings("ignore")
SEED = 13
rng = np.random.default_rng(SEED)


def made_up(n, share, effect):
    treatment = (rng.random(n) < share).astype(int)
    true = rng.normal(size=n) * 0.1
    y = (rng.random(n) < np.clip(0.2 + treatment * (effect + true), 0, 1)).astype(int)
    score = np.round(true + rng.normal(size=n) * 0.1, 2)
    return y, score, treatment


cases = []
for n, share, effect in [(300, 0.5, 0.1), (500, 0.2, 0.0), (200, 0.8, -0.1), (40, 0.5, 0.3), (300, 0.3, 0.6)]:
    y, score, treatment = made_up(n, share, effect)
    x, qini = qini_curve(y, score, treatment)
    _, gain = uplift_curve(y, score, treatment)
    cases.append(dict(y=y.tolist(), uplift=score.tolist(), treatment=treatment.tolist(),
                      qini=float(qini_auc_score(y, score, treatment)), auuc=float(uplift_auc_score(y, score, treatment)),
                      curve=dict(rows=x.tolist(), qini=qini.tolist(), gain=gain.tolist())))
# Without ties: deciles as scikit-uplift cuts them.
y, score, treatment = made_up(1000, 0.5, 0.1)
score = score + np.arange(1000) * 1e-7
by = uplift_by_percentile(y, score, treatment, strategy="overall", bins=10)
deciles = dict(y=y.tolist(), uplift=score.tolist(), treatment=treatment.tolist(), treated=by.n_treatment.tolist(),
               control=by.n_control.tolist(), effect=by.uplift.tolist())

data = pd.read_csv(sys.argv[1])
numbers = data[["recency", "history", "mens", "womens", "newbie"]].astype(np.float32).astype(np.float64)
towns = np.column_stack([data.zip_code == z for z in ("Rural", "Surburban", "Urban")] +
                        [data.channel == c for c in ("Multichannel", "Phone", "Web")]).astype(np.float64)
x = np.column_stack([numbers.to_numpy(), towns])
held = np.arange(len(data)) % 3 == 0
hillstrom = {}
for name, segment in (("men", "Mens E-Mail"), ("women", "Womens E-Mail")):
    rows = data.segment.isin([segment, "No E-Mail"]).to_numpy()
    arm = (data.segment == segment).astype(int).to_numpy()
    visit = data.visit.to_numpy()
    learn, later = rows & ~held, rows & held

    def logistic():
        return LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10, max_iter=500)

    model = TwoModels(estimator_trmnt=logistic(), estimator_ctrl=logistic(), method="vanilla")
    uplift = model.fit(x[learn], visit[learn], arm[learn]).predict(x[later])
    hillstrom[name] = dict(rows=int(later.sum()), qini=float(qini_auc_score(visit[later], uplift, arm[later])),
                           auuc=float(uplift_auc_score(visit[later], uplift, arm[later])),
                           meanUplift=float(uplift.mean()), first=uplift[:5].tolist())

print(json.dumps(dict(
    script="uplift.py", seed=SEED, versions={"scikit-uplift": sklift.__version__, "scikit-learn": sklearn.__version__},
    cases=cases, deciles=deciles, hillstrom=hillstrom)))
