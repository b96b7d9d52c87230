namespace Hub.Tests.Channels.Mail.Smtp.Receiving;

/// <summary>How the pieces of what is sent arrive.</summary>
public enum Cutting
{
    AtOnce,
    LineByLine,
    ByteByByte,
}
