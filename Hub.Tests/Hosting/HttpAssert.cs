using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Tests.Hosting;

/// <summary>Short forms for calling the API as a stranger would: with JSON text, not with the host's own types.</summary>
public static class HttpAssert
{
    /// <summary>Sends JSON; the answer is the caller's to check.</summary>
    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client, string method, string path, string? json, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        // an event stream has no end to wait for
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    /// <summary>The JSON of an answer that must have this status.</summary>
    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, CancellationToken ct)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync(ct);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The problem of an answer that must have this status.</summary>
    public static async Task<JsonNode> ProblemAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, CancellationToken ct)
    {
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync(ct);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
        return problem;
    }

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>A JSON string with everything escaped.</summary>
    public static string Quoted(string text) => '"' + JsonEncodedText.Encode(text).ToString() + '"';
}
