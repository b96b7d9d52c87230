using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Conversations;
using Hub.Tests.Desk;
using Hub.Tests.Hosting;
using Microsoft.Playwright;

namespace Hub.Tests.Chat;

/// <summary>A hub with a chat, a shop that shows it, and Chromium.</summary>
public sealed class ChatBrowser : DeskBrowser
{
    private readonly ShopServer _shop;

    public ChatBrowser()
        : this(new ShopServer())
    {
    }

    private ChatBrowser(ShopServer shop)
        : base(new ChatCentre(shop)) => _shop = shop;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A page of another origin that the hub knows.</summary>
    public string ShopUrl => _shop.Url;

    public override async ValueTask InitializeAsync()
    {
        await _shop.StartAsync(Ct);
        await base.InitializeAsync();
        // the machine may be busy with other tests
        Assertions.SetDefaultExpectTimeout(15_000);
        _shop.HubUrl = Hub.Url.GetLeftPart(UriPartial.Authority);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _shop.DisposeAsync();
    }

    /// <summary>A window with the chat.</summary>
    public async Task<IPage> OpenAsync(string locale = "en-GB", int width = 1200, int height = 800, ColorScheme colours = ColorScheme.Light)
    {
        var page = await WindowAsync(locale, width, colours, height);
        await page.GotoAsync("/chat/chat");
        return page;
    }

    /// <summary>An agent's answer to whom this text is from.</summary>
    public async Task AnswerAsync(string heard, string answer)
    {
        var conversation = await ConversationOfAsync(heard);
        await Hub.Admin.SendJsonAsync(
            "POST", $"/api/v1/conversations/{conversation}/messages", new JsonObject { ["text"] = answer }.ToJsonString(), Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
    }

    /// <summary>Whether agents see that the one whom this text is from writes more.</summary>
    public async Task<bool> IsWritingAsync(string heard, CancellationToken ct)
    {
        var conversation = await ConversationOfAsync(heard);
        return (await Hub.Store.ReadAsync((db, read) => Writers.OthersAsync(db, conversation, null, read), ct)).Exists(writer => writer.IsCustomer);
    }

    /// <summary>What the hub holds of the conversation in which this text is.</summary>
    public async Task<List<string>> KeptAsync(string heard) =>
        [.. (await Centre.ItemsAsync(Hub.Admin, $"/conversations/{await ConversationOfAsync(heard)}/messages")).Select(item => item!.Text("text"))];

    /// <summary>The last message of the conversation in which this text is.</summary>
    public async Task<JsonNode> LastAsync(string heard) =>
        (await Centre.ItemsAsync(Hub.Admin, $"/conversations/{await ConversationOfAsync(heard)}/messages")).Last()!;

    /// <summary>The states of the messages of the conversation in which this text is.</summary>
    public async Task<List<string>> StatesAsync(string heard) =>
        [.. (await Centre.ItemsAsync(Hub.Admin, $"/conversations/{await ConversationOfAsync(heard)}/messages")).Select(item => item!.Text("state"))];

    private Task<Guid> ConversationOfAsync(string heard) => Hub.Store.ReadAsync(
        (db, read) => db.FirstAsync<Guid>("SELECT conversation_id FROM messages WHERE body = @heard LIMIT 1", new { heard }, read), Ct);

    /// <summary>The centre whose chat the shop may show.</summary>
    private sealed class ChatCentre(ShopServer shop) : Centre
    {
        protected override Task<HubSetup> SetupAsync() => Task.FromResult(ChatHub.Setup(("Origins:0", shop.Url)));
    }
}
