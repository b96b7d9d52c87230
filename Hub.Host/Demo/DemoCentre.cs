using Hub.Core;
using Hub.Core.Agents;
using Hub.Core.Canned;
using Hub.Core.Routing;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Demo;

/// <summary>The contact centre that the demo shows: its queues, its people, their canned answers.</summary>
internal static class DemoCentre
{
    /// <summary>Everybody's password; the data it opens are made up.</summary>
    public const string Password = "lampion-demo";

    /// <summary>The agent that is left to whoever tries the hub.</summary>
    public const string You = "mia";

    /// <summary>The colleague who answers in English.</summary>
    public const string Anna = "anna";

    /// <summary>The colleague who answers in Chinese.</summary>
    public const string Wei = "wei";

    private static readonly (string Key, string Name)[] Queues = [("support", "Support"), ("billing", "Billing")];

    private static readonly (string User, string Name)[] Agents = [(You, "Mia Jansen"), (Anna, "Anna Berger"), (Wei, "陈伟")];

    private static readonly (string Name, string Text)[] Answers =
    [
        ("hello", "Hello,\n\nthank you for writing to us. I am looking into it and will come back to you today."),
        ("order number", "Could you please send me the order number? It is in the subject of our confirmation and begins with LP-."),
        ("refund", "I have returned the amount to your account. Depending on your bank it takes two to five working days to arrive."),
        ("return", "You can return it within 30 days, unused and in its box. The label is in your account under Orders; the way back is free."),
        ("thanks", "You are welcome! Do write again if there is anything else."),
        ("您好", "您好！感谢您的来信，我正在为您查询，今天之内给您答复。"),
        ("退货", "收到商品后30天内可以退货，请保持商品未使用、包装完好。退货标签在“我的订单”里，运费由我们承担。"),
        ("发票", "电子发票已经开好，请在“我的订单”中下载。如需修改抬头，请告诉我公司名称和税号。"),
    ];

    /// <summary>Adds what is not there yet.</summary>
    /// <returns>A new API key for the systems around the hub.</returns>
    public static async Task<string> PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var store = services.GetRequiredService<Store>();
        // slow on purpose, so one for all
        var hash = PasswordHash.Create(Password);
        await store.WriteAsync((tx, unit) => AddAsync(tx, hash, unit), ct);
        var key = await services.GetRequiredService<ApiKeys>().CreateAsync($"demo {Ids.Text(Ids.New(store.Time))}", Role.Integration, ct);
        return key!.Text;
    }

    private static async Task AddAsync(Tx tx, string passwordHash, CancellationToken ct)
    {
        foreach (var (key, name) in Queues) await QueueStore.CreateAsync(tx, key, name, Subject.System, ct);
        foreach (var (user, name) in Agents)
        {
            var agent = new NewAgent { UserName = user, Name = name, Role = "agent", PasswordHash = passwordHash };
            if (await AgentStore.CreateAsync(tx, agent, Subject.System, ct) is not AgentResult.Done done) continue;
            // busy: colleagues pick their work, so that what they leave waits for somebody who is available
            if (user != You) await AgentStore.SetPresenceAsync(tx, done.Agent.Id, Presence.Busy, null, Subject.System, ct);
            await JoinAsync(tx, done.Agent.Id, ct);
        }

        if (await AgentStore.FindByUserNameAsync(tx, FirstAdmin.Name, ct) is { } admin) await JoinAsync(tx, admin.Id, ct);
        foreach (var (name, text) in Answers) await CannedStore.CreateAsync(tx, name, text, ct);
    }

    private static async Task JoinAsync(Tx tx, Guid agent, CancellationToken ct)
    {
        foreach (var (key, _) in Queues)
            if (await QueueStore.FindByKeyAsync(tx, key, ct) is { } queue)
                await QueueStore.AddMemberAsync(tx, queue.Id, (agent, 0), Subject.System, ct);
    }
}
