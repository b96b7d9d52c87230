namespace Hub.Core.Storage;

/// <summary>A unit of work broke a constraint (unique, foreign key, check) and was rolled back; others are not concerned.</summary>
public sealed class ConstraintException(string message, Exception? inner = null) : StoreException(message, inner);
