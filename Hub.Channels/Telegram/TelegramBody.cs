using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>
/// The body of a call: JSON, or a form where it uploads files. It remembers whether any of it has been handed to the connection: before that
/// Telegram cannot have acted, afterwards it may.
/// </summary>
internal sealed class TelegramBody : HttpContent
{
    private readonly HttpContent _content;

    private TelegramBody(HttpContent content)
    {
        _content = content;
        foreach (var (name, values) in content.Headers.NonValidated) Headers.TryAddWithoutValidation(name, values);
    }

    public bool Begun { get; private set; }

    /// <summary>Makes the body; opens the files.</summary>
    public static async Task<TelegramBody> MakeAsync(TelegramParameters parameters, IReadOnlyList<TelegramUpload> files, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(parameters, TelegramJson.Default.TelegramParameters);
        if (files.Count > 0) return new TelegramBody(await FormAsync(json, files, ct));
        return new TelegramBody(new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        return _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }

    private static async Task<MultipartFormDataContent> FormAsync(byte[] json, IReadOnlyList<TelegramUpload> files, CancellationToken ct)
    {
        var form = new MultipartFormDataContent();
        try
        {
            await FillAsync(form, json, files, ct);
            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private static async Task FillAsync(MultipartFormDataContent form, byte[] json, IReadOnlyList<TelegramUpload> files, CancellationToken ct)
    {
        using var fields = JsonDocument.Parse(json);
        foreach (var field in fields.RootElement.EnumerateObject())
            form.Add(new StringContent(field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText()), field.Name);
        foreach (var (name, file) in files)
        {
            var content = new StreamContent(await file.OpenAsync(ct));
            content.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.Type, out var type) ? type : new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, name, FileName(file.Name));
        }
    }

    /// <summary>A name that ends no header and no quotes.</summary>
    private static string FileName(string name)
    {
        var clean = string.Concat(name.Select(letter => char.IsControl(letter) || letter is '"' or '\\' or '/' ? '_' : letter)).Trim();
        return clean.Length > 0 ? clean : "file";
    }
}
