namespace Hub.Host.Demo.Stories;

/// <summary>What Chinese-speaking customers of a lamp shop write about.</summary>
internal static class ChineseStories
{
    public static IReadOnlyList<DemoStory> All { get; } =
    [
        Story("订单 {order} 什么时候发货？",
            "您好：\n\n我上周三下的订单 {order}，到现在物流还没有更新。请问大概什么时候能发货？家里等着用。\n\n谢谢！\n{me}") with
        {
            ForColleague = true,
            Turns =
            [
                Turn("{name}，您好：\n\n非常抱歉让您久等了。您的包裹今天上午已经出库，物流信息通常几小时后更新，预计周四送达。\n\n{colleague}", "好的，谢谢。能放在小区快递柜吗？白天家里没人。"),
                Turn("没问题，已经备注给快递员放快递柜。\n\n{colleague}", "太好了，辛苦了！"),
            ],
        },
        Story("申请开具增值税发票",
            "财务您好，\n\n订单 {order} 需要开增值税专用发票，开票资料见附件。麻烦尽快处理，我们月底前要报销。\n\n{me}") with
        {
            Channel = DemoStory.Billing,
            File = DemoFile.Csv("开票资料.csv", "\uFEFF项目,内容\n公司名称,示例科技有限公司\n税号,91310000EXAMPLE01\n开户行,示例银行上海分行\n"),
            Turns = [Turn(null, "收到，谢谢。发票可以直接发到这个邮箱吗？")],
        },
        Telegram("你好，我的订单 {order} 可以改成自提吗？") with
        {
            ForColleague = true,
            Turns = [Turn("可以的，已为您改为自提，明天下午两点以后到店即可。\n\n{colleague}", "太好了，谢谢！")],
        },
        Text(DemoStory.WhatsApp, "你好，我是{me}，订单 {order} 今天能送到吗？") with
        {
            ForColleague = true,
            Turns = [Turn("{name}，您好，今天下午一点到两点送达。{colleague}", "好的，谢谢！")],
        },
        Text(DemoStory.Sms, "你好，台灯 Aurora 有白色的吗？") with { Turns = [Turn(null, "那大概什么时候到货呢？")] },
        Chat("你好，请问落地灯可以送货上门并安装吗？") with { Turns = [Turn(null, "安装需要另外收费吗？")] },
        Story("严重投诉！灯罩是碎的，客服没人理",
            "我要投诉！！！\n\n收到的落地灯灯罩全碎了，打了三次电话都没人接，留言也不回。你们就是这样对待顾客的吗？今天之内不给我一个说法，我就去 12315 投诉！\n\n{me}") with
        {
            Turns = [Turn(null, "总算有人回了。照片和签收单都在附件里，我要求退款，不要换货。") with { File = DemoFile.Pdf("签收单.pdf", "DELIVERY NOTE", "1 x Floor lamp Luna", "Signed, box dented") }, Turn(null, "那我再等三天，希望你们说到做到。")],
        },
        Shop("请问极光台灯支持米家吗？可以用手机调色温吗？") with
        {
            ForColleague = true,
            Turns =
            [
                Turn("您好！极光台灯支持蓝牙，可以用我们的小程序调色温，目前还不支持米家，预计明年春季更新。", "明白了，那遥控器需要另外买吗？"),
                Turn("不需要，包装里附送一个遥控器。", "好的，我下单了，谢谢！"),
            ],
        },
        Story("想退货，怎么操作？",
            "你好，\n\n收到吊灯后发现颜色和客厅不太搭（订单 {order}），没有安装过，包装也都在。请问怎么退货？运费谁承担？\n\n{me}") with
        {
            Turns = [Turn(null, "好的，我明天寄出。退款是原路返回吗？")],
        },
        Story("企业采购咨询：120 盏护眼灯",
            "您好，\n\n我们学校计划采购约 120 盏护眼台灯，要求国标 AA 级、无频闪。请提供报价、检测报告以及交货周期。\n\n{me}\n后勤处") with
        {
            ForColleague = true,
            Turns =
            [
                Turn("{name}，您好：\n\n感谢咨询。120 盏可享受八折，含送货，交货期约三周，检测报告随报价单一并提供。请问收货地址是哪里？\n\n{colleague}", "您好，我正在出差，11月30日返回，期间无法及时回复邮件。") with
                {
                    Kind = DemoReplyKind.OutOfOffice,
                },
                new() { Note = "对方出差，月底回来。先准备报价单和检测报告。" },
            ],
        },
        Shop("优惠券用不了，提示“不满足使用条件”，可是我已经买满 300 了呀。订单 {order}。") with
        {
            Turns = [Turn(null, "可以了，谢谢客服！")],
        },
        Story("关于订单 {order} 的赠品",
            "你们好，页面写着买落地灯送两只灯泡，我收到的包裹里没有。麻烦补寄一下，谢谢。\n\n{me}") with
        {
            ForColleague = true,
            Turns = [Turn("{name}，您好：\n\n是我们漏放了，非常抱歉。两只灯泡今天寄出，无需您再支付任何费用。\n\n{colleague}", "好的，谢谢你们的处理。")],
        },
    ];

    private static DemoStory Story(string subject, string text) => new() { Language = DemoStory.Chinese, Subject = subject, Text = text };

    private static DemoStory Shop(string text) => new() { Language = DemoStory.Chinese, Channel = DemoStory.Shop, Text = text };

    private static DemoStory Telegram(string text) => new() { Language = DemoStory.Chinese, Channel = DemoStory.Telegram, Text = text };

    private static DemoStory Chat(string text) => new() { Language = DemoStory.Chinese, Channel = DemoStory.Chat, Text = text };

    private static DemoStory Text(string channel, string text) => new() { Language = DemoStory.Chinese, Channel = channel, Text = text };

    private static DemoTurn Turn(string? answer, string? reply) => new() { Answer = answer, Reply = reply };
}
