namespace Hub.Core.Security;

/// <summary>Whether a subject may do an action to an object, and how a refusal is answered.</summary>
public enum Access
{
    /// <summary>It may.</summary>
    Allowed,

    /// <summary>Its role does not include the action, whatever the object: 403.</summary>
    ActionDenied,

    /// <summary>The object is none of its business, and that it exists is not either: 404.</summary>
    ObjectDenied,
}
