namespace Hub.Tests.Channels.Mail.Smtp.Sending;

/// <summary>How what a scripted server says is cut on its way.</summary>
public enum Chunking
{
    AllAtOnce,
    LineByLine,
    ByteByByte,
}
