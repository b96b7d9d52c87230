using System.Text;

namespace Hub.Channels.Mail.Mime.Rtf;

/// <summary>What holds within a group of rich text.</summary>
internal record struct RtfGroup
{
    /// <summary>Nothing of it is shown.</summary>
    public bool IsSkipped { get; set; }

    /// <summary>It is of the table of fonts.</summary>
    public bool IsFontTable { get; set; }

    /// <summary>It is what was made of HTML, beside the HTML itself.</summary>
    public bool IsRendered { get; set; }

    /// <summary>How many characters stand in for each Unicode character.</summary>
    public int StandIns { get; set; }

    /// <summary>The font.</summary>
    public int Font { get; set; }

    /// <summary>The encoding of its bytes.</summary>
    public Encoding Encoding { get; set; }
}
