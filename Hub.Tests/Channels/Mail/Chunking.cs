namespace Hub.Tests.Channels.Mail;

/// <summary>How what a scripted server says is cut on its way.</summary>
public enum Chunking
{
    AllAtOnce,
    LineByLine,
    ByteByByte,
}
