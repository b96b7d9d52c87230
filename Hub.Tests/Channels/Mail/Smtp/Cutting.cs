namespace Hub.Tests.Channels.Mail.Smtp;

/// <summary>How the pieces of what is sent arrive.</summary>
public enum Cutting
{
    AtOnce,
    LineByLine,
    ByteByByte,
}
