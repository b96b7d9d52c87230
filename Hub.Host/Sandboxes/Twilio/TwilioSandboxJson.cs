using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Twilio;

/// <summary>How the API shows things.</summary>
internal static class TwilioSandboxJson
{
    public static JsonObject Of(TwilioSandboxMessage message, string account)
    {
        var path = $"/2010-04-01/Accounts/{account}/Messages/{message.Sid}";
        var at = Time(message.At);
        return new JsonObject
        {
            ["sid"] = message.Sid, ["account_sid"] = account, ["messaging_service_sid"] = message.MessagingServiceSid, ["from"] = message.From, ["to"] = message.To,
            ["body"] = message.Body, ["direction"] = message.IsInbound ? "inbound" : "outbound-api", ["status"] = message.Status,
            ["num_media"] = (message.Media.Count + message.MediaUrls.Count).ToString(CultureInfo.InvariantCulture), ["num_segments"] = "1",
            ["error_code"] = message.ErrorCode, ["error_message"] = null, ["price"] = null, ["price_unit"] = "USD", ["api_version"] = "2010-04-01",
            ["date_created"] = at, ["date_sent"] = at, ["date_updated"] = at, ["uri"] = path + ".json",
            ["subresource_uris"] = new JsonObject { ["media"] = path + "/Media.json" },
        };
    }

    public static JsonObject MediaOf(TwilioSandboxMessage message, string account)
    {
        var path = $"/2010-04-01/Accounts/{account}/Messages/{message.Sid}/Media";
        var files = message.Media.Select(file => (JsonNode)new JsonObject
        {
            ["sid"] = file.Key, ["account_sid"] = account, ["parent_sid"] = message.Sid, ["content_type"] = file.Value.Type, ["uri"] = $"{path}/{file.Key}.json",
        });
        return new JsonObject { ["media_list"] = new JsonArray([.. files]), ["next_page_uri"] = null, ["uri"] = path + ".json" };
    }

    public static JsonObject Problem(int status, int code, string text) =>
        new() { ["code"] = code, ["message"] = text, ["more_info"] = $"https://www.twilio.com/docs/errors/{code}", ["status"] = status };

    private static string Time(DateTimeOffset at) => at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000";
}
