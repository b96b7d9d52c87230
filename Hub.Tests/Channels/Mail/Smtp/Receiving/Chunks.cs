namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>Cuts what is sent into pieces.</summary>
internal static class Chunks
{
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> bytes, Cutting cutting)
    {
        while (!bytes.IsEmpty)
        {
            var length = cutting switch
            {
                Cutting.AtOnce => bytes.Length,
                Cutting.ByteByByte => 1,
                _ => bytes.Span.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : bytes.Length,
            };
            yield return bytes[..length];
            bytes = bytes[length..];
        }
    }
}
