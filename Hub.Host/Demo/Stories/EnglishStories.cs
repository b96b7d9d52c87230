namespace Hub.Host.Demo.Stories;

/// <summary>What English-speaking customers of a lamp shop write about.</summary>
internal static class EnglishStories
{
    public static IReadOnlyList<DemoStory> All { get; } =
    [
        Story("Where is order {order}?",
            "Hello,\n\nI ordered two Aurora table lamps last Monday (order {order}). The parcel page has said \"label created\" for five days now. Has it left your " +
            "warehouse at all?\n\nThanks,\n{me}") with
        {
            ForColleague = true,
            Turns =
            [
                Turn("Hello {name},\n\nI am sorry about the wait. Your parcel was scanned out of our warehouse this morning; the carrier's page takes a few hours to " +
                    "follow. It should be with you on Thursday.\n\nBest regards,\n{colleague}",
                    "Great, thank you. Can it be left with the neighbour at number 12? I am at work until six."),
                Turn("Of course, I have told the carrier: number 12 if nobody opens.\n\nBest regards,\n{colleague}", "Perfect. Thanks for the quick help!"),
            ],
        },
        Story("Invoice {order}: charged twice",
            "Dear billing team,\n\nmy card was charged twice for order {order}, both times 129.00 EUR. The export from my bank is attached. Please return one of them." +
            "\n\nRegards,\n{me}") with
        {
            Channel = DemoStory.Billing,
            File = DemoFile.Csv("transactions.csv", "date;text;amount\n2026-11-02;LAMPION SHOP;-129.00\n2026-11-02;LAMPION SHOP;-129.00\n2026-11-03;COFFEE;-3.40\n"),
            Turns = [Turn(null, "Thank you. How long will it take until I see it on my account?")],
        },
        Text(DemoStory.WhatsApp, "Hi, this is {me}. Is order {order} coming today? I have to go out at 3.") with
        {
            ForColleague = true,
            Turns = [Turn("Hello {name}, yes: between 1 and 2 pm. {colleague}", "Perfect, thanks!")],
        },
        Text(DemoStory.Sms, "Hello! The dimmer of my Luna hums when it is below half. Is that normal? 💡") with
        {
            Turns = [Turn(null, "It is an LED bulb of another make, 9 W. Which one should I take?")],
        },
        Text(DemoStory.Sms, "Wrong lamp in the box: I ordered the black one (order {order}). What now?") with
        {
            Turns = [Turn(null, "OK. Do I have to pay for the way back?")],
        },
        Chat("Hi! Do you have a shop in Hamburg where I can look at the Orion pendant?") with
        {
            Turns = [Turn(null, "Great, and until when is it open on Saturday?")],
        },
        Story("THIRD time I write to you!!!",
            "This is the third time I write and NOBODY answers. The floor lamp arrived BROKEN, glass everywhere, my kid could have been hurt. I want my money back " +
            "TODAY or I will call my lawyer and leave a review on every page I can find.\n\n{me}") with
        {
            Turns =
            [
                Turn(null, "Finally an answer. And who pays for the carpet? There is a burn mark next to it. I attach what it cost.") with
                {
                    File = DemoFile.Pdf("carpet-receipt.pdf", "CARPET HOUSE", "Receipt 20417", "Wool carpet 160 x 230   EUR 219.00", "Paid by card"),
                },
                Turn(null, "Fine. If the money is really there by Friday, I will take the review back."),
            ],
        },
        Telegram("Hi, my parcel says delivered but nothing is here. Order {order}. Here is the note the driver left.") with
        {
            File = DemoFile.Pdf("note.pdf", "SORRY WE MISSED YOU", "Left with: neighbour, no. 12"),
            Turns = [Turn(null, "Oh! Found it, number 12 had it. Thank you!")],
        },
        Shop("Hi, is the Orion pendant also available in brass? The page only shows black. It would be for order {order}, I can still change it, right?") with
        {
            ForColleague = true,
            Turns =
            [
                Turn("Hi {name}! Brass is back next week. I can change your order and send it then, or leave it in black and send it today. Which would you like?",
                    "Brass please, I can wait."),
                Turn("Done. You will get a mail when it leaves.", "Super, thanks!"),
            ],
        },
        Story("Quotation for 40 desk lamps",
            "Good morning,\n\nwe are moving into a new office in March and need about 40 Focus desk lamps, warm white, with desk clamps. Could you send us a quotation " +
            "with delivery to two addresses, and tell me whether you invoice with 30 days?\n\nKind regards,\n{me}\nFacilities") with
        {
            ForColleague = true,
            Turns =
            [
                Turn("Dear {name},\n\nthank you for your interest. For 40 pieces I can offer 15 % off the list price, delivery to both addresses included. Payment within " +
                    "30 days is fine. Shall I send the formal quotation to this address?\n\nBest regards,\n{colleague}",
                    "I am out of the office until Monday and read my mail rarely. In urgent cases please call our front desk.") with
                {
                    Kind = DemoReplyKind.OutOfOffice,
                },
                new() { Note = "Out of office until Monday. I wait for the answer before I write the quotation." },
            ],
        },
        Story("Lamp flickers after two weeks",
            "Hello,\n\nthe Nova wall lamp from order {order} began to flicker yesterday. I tried another bulb and another dimmer setting, no change. What now?\n\n{me}") with
        {
            Turns =
            [
                Turn(null, "The serial number is NV-2206-118. I switched the dimmer off completely, and it still flickers about once a minute."),
                Turn(null, "A replacement would be great. Same address as before."),
            ],
        },
        Story("Change of delivery address",
            "Hi, I have just placed order {order} and used my old address. The new one is 14 Mill Lane. Can you change it before it ships?\n\n{me}") with
        {
            ForColleague = true,
            Turns = [Turn("Hello {name},\n\nchanged to 14 Mill Lane. Have a good start in the new home!\n\n{colleague}", null) with { Kind = DemoReplyKind.Bounce, Reply = "" }],
        },
        Shop("My voucher WELCOME10 is refused at the checkout. It says expired but the mail came yesterday.") with
        {
            Turns = [Turn(null, "That worked, thank you!")],
        },
        Chat("hey, the page won't let me pay by card, it just spins") with { Turns = [Turn(null, "now it works, thx!!")] },
        Story("Data request",
            "Dear Sir or Madam,\n\nunder article 15 GDPR I would like a copy of the personal data that you hold about me, and to whom you have passed it on.\n\n{me}") with
        {
            Channel = DemoStory.Billing,
            Turns = [Turn(null, "My last order was {order}. A PDF by mail is fine.")],
        },
        Story("Just wanted to say thanks",
            "Your colleague Anna replaced my broken shade without any fuss. That is how service should be. You have a customer for life.\n\n{me}") with
        {
            ForColleague = true,
            Turns = [Turn("Dear {name},\n\nyou have made our day. Thank you for taking the time!\n\n{colleague}", null)],
        },
    ];

    private static DemoStory Story(string subject, string text) => new() { Language = DemoStory.English, Subject = subject, Text = text };

    private static DemoStory Shop(string text) => new() { Language = DemoStory.English, Channel = DemoStory.Shop, Text = text };

    private static DemoStory Telegram(string text) => new() { Language = DemoStory.English, Channel = DemoStory.Telegram, Text = text };

    private static DemoStory Chat(string text) => new() { Language = DemoStory.English, Channel = DemoStory.Chat, Text = text };

    private static DemoStory Text(string channel, string text) => new() { Language = DemoStory.English, Channel = channel, Text = text };

    private static DemoTurn Turn(string? answer, string? reply) => new() { Answer = answer, Reply = reply };
}
