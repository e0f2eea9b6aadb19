/** Why two profiles may be, are, or are not one person. */
export const identity = {
  agree: {
    email: "电子邮箱相同（{{value}}）",
    phone: "电话号码相同（{{value}}）",
    name: "姓名相同",
    birthDate: "出生日期相同（{{value}}）",
    address: "地址相同",
  },
  differ: {
    name: "姓名不同",
    birthDate: "出生日期不同",
  },
  why: {
    identify: "访客以该客户的身份登录。",
    alias: "商店说明这两个标识是同一个人。",
    person: "由您的团队成员决定。",
    "shared-device": "同一台设备上有另一位客户登录，因此该设备仍归第一位客户。",
    refused: "您的团队成员决定分开保留。",
  },
};
