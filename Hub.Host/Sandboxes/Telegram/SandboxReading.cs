using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>Reads calls: JSON, or a form with files.</summary>
internal static class SandboxReading
{
    /// <summary>The call as it came.</summary>
    public static async Task<SandboxCall> ReadAsync(HttpRequest request, string method)
    {
        var parameters = new JsonObject();
        var files = new List<SandboxUpload>();
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            foreach (var (name, value) in form) parameters[name] = value.ToString();
            foreach (var file in form.Files)
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, request.HttpContext.RequestAborted);
                files.Add(new SandboxUpload(file.Name, file.FileName, file.ContentType, content.ToArray()));
            }
        }
        else if (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) is JsonObject json)
        {
            parameters = json;
        }

        return new SandboxCall(method, parameters, files);
    }

    /// <summary>The caption of an album; null for none.</summary>
    public static string? CaptionOf(SandboxCall call) => call["media"] is { } media
        ? (JsonNode.Parse(media) as JsonArray)?.Select(part => (string?)part?["caption"]).FirstOrDefault(caption => caption is not null)
        : null;
}
