using System.Globalization;
using System.Text;

namespace Hub.Host.Demo.Stories;

/// <summary>A file that a customer sends.</summary>
internal sealed record DemoFile(string Name, string Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>A table.</summary>
    public static DemoFile Csv(string name, string text) => new(name, "text/csv", Encoding.UTF8.GetBytes(text));

    /// <summary>A page with these lines of ASCII, as a PDF 1.4.</summary>
    public static DemoFile Pdf(string name, params string[] lines)
    {
        var page = new StringBuilder("BT /F1 14 Tf 72 760 Td 22 TL\n");
        foreach (var line in lines) page.Append(CultureInfo.InvariantCulture, $"({Escaped(line)}) '\n");
        page.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {page.Length} >>\nstream\n{page}\nendstream"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        return new DemoFile(name, "application/pdf", Encoding.ASCII.GetBytes(Document(objects)));
    }

    /// <summary>The objects with the table of where each begins, which readers look things up in.</summary>
    private static string Document(string[] objects)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = text.Length;
        return text.Append(
            CultureInfo.InvariantCulture,
            $"xref\n0 {objects.Length + 1}\n{table}trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").ToString();
    }

    private static string Escaped(string line) =>
        line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
