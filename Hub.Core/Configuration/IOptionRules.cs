namespace Hub.Core.Configuration;

/// <summary>Options with rules that one property alone cannot express. Pure: looks at the options only, opens nothing but named files.</summary>
public interface IOptionRules
{
    /// <summary>Every fault of these options; values that may be secret are never repeated.</summary>
    IEnumerable<OptionFault> Faults();
}
