namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>The identifiers of MAPI properties that are looked at ([MS-OXPROPS]).</summary>
internal static class MapiProperty
{
    public const ushort Body = 0x1000;
    public const ushort CompressedRtf = 0x1009;
    public const ushort Html = 0x1013;
    public const ushort InternetCodepage = 0x3fde;
    public const ushort DisplayName = 0x3001;
    public const ushort AttachData = 0x3701;
    public const ushort AttachFileName = 0x3704;
    public const ushort AttachLongFileName = 0x3707;
    public const ushort AttachMimeTag = 0x370e;
    public const ushort AttachContentId = 0x3712;
}
