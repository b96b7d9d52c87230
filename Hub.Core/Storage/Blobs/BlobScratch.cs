namespace Hub.Core.Storage.Blobs;

/// <summary>The folder for contents that are still arriving; what a killed process left in it is swept.</summary>
public sealed class BlobScratch
{
    private const string Ending = ".part";

    /// <summary>How long after its last write an unfinished file counts as left behind.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;

    /// <summary>The scratch folder of this data folder, made when missing.</summary>
    public BlobScratch(string dataFolder, TimeProvider time)
    {
        _time = time;
        Folder = Path.Combine(dataFolder, "blobs", "tmp");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where the unfinished files are: on the disk of the finished ones, so that they can be renamed into place.</summary>
    public string Folder { get; }

    /// <summary>A path that nobody else uses.</summary>
    internal string NewPath() => Path.Combine(Folder, Ids.Text(Ids.New(_time)) + Ending);

    /// <summary>Deletes what nobody has written to for <see cref="Abandoned"/>; answers how many files that were.</summary>
    public int Sweep()
    {
        var before = (_time.GetUtcNow() - Abandoned).UtcDateTime;
        var left = Directory.EnumerateFiles(Folder, "*" + Ending).Where(file => File.GetLastWriteTimeUtc(file) < before).ToList();
        left.ForEach(File.Delete);
        return left.Count;
    }
}
