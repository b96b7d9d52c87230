using Hub.Host.Api;

namespace Hub.Host.Desk.Forms;

/// <summary>The fields of a form; handlers take it as a parameter.</summary>
internal sealed class DeskForm
{
    private readonly IFormCollection _fields;

    private DeskForm(IFormCollection fields) => _fields = fields;

    /// <summary>A field's text with the line breaks of the web made ours; null where it is absent or empty.</summary>
    public string? this[string field] =>
        Input.Given(_fields[field].ToString().ReplaceLineEndings("\n")) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The file in a field; null where none was chosen.</summary>
    public IFormFile? File(string field) => _fields.Files.GetFile(field);

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>The id in a field; null where it is absent or empty.</summary>
    /// <exception cref="BadInputException">It is no id.</exception>
    public Guid? Id(string field) => Input.Id(field, this[field]);

    /// <summary>The ids in a field that may be there several times.</summary>
    /// <exception cref="BadInputException">One is no id.</exception>
    public IReadOnlyList<Guid> Ids(string field) => [.. _fields[field].Select(text => Input.Id(field, text)).OfType<Guid>()];

    /// <summary>The texts in a field that may be there several times.</summary>
    public IReadOnlyList<string> Texts(string field) => [.. _fields[field].OfType<string>()];

    /// <summary>The texts in a field that has several, with commas between them.</summary>
    public IReadOnlyList<string> List(string field) =>
        this[field]?.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Hands the form to a handler.</summary>
    /// <exception cref="BadInputException">The request has no form.</exception>
    public static async ValueTask<DeskForm?> BindAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) throw new BadInputException("body", "it is not a form");
        return new DeskForm(await http.Request.ReadFormAsync(http.RequestAborted));
    }
}
