namespace Hub.Host.Demo.Stories;

/// <summary>Makes up people; nobody twice as long as there are names left.</summary>
internal sealed class DemoPeople(Random chance)
{
    private const int MostTries = 200;

    private static readonly string[] First =
        ["Emma", "Liam", "Olivia", "Noah", "Sofia", "Lucas", "Hannah", "Oscar", "Amelia", "Felix", "Grace", "Henry", "Isla", "Jonas", "Clara", "Max",
         "Nora", "Omar", "Priya", "Ruth", "Samir", "Tessa", "Victor", "Zoe"];

    private static readonly string[] Last =
        ["Carter", "Hughes", "Novak", "Rossi", "Schmidt", "Larsen", "Murphy", "Okafor", "Patel", "Quinn", "Reyes", "Silva", "Turner", "Ueda", "Vogel",
         "Walsh", "Young", "Baker", "Costa", "Dubois", "Evans", "Fischer", "Greene", "Hansen"];

    private static readonly (string Name, string Latin)[] Family =
        [("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"), ("赵", "zhao"), ("黄", "huang"), ("周", "zhou"),
         ("吴", "wu"), ("徐", "xu"), ("孙", "sun"), ("马", "ma"), ("朱", "zhu"), ("胡", "hu"), ("林", "lin"), ("郭", "guo"), ("何", "he")];

    private static readonly (string Name, string Latin, string Title)[] Given =
        [("芳", "fang", "女士"), ("敏", "min", "女士"), ("静", "jing", "女士"), ("丽娜", "lina", "女士"), ("雪梅", "xuemei", "女士"), ("秀英", "xiuying", "女士"),
         ("婷", "ting", "女士"), ("晓燕", "xiaoyan", "女士"), ("强", "qiang", "先生"), ("磊", "lei", "先生"), ("军", "jun", "先生"), ("建国", "jianguo", "先生"),
         ("志明", "zhiming", "先生"), ("浩然", "haoran", "先生"), ("杰", "jie", "先生"), ("宇航", "yuhang", "先生")];

    private readonly HashSet<string> _known = [];

    /// <summary>Somebody who speaks this language.</summary>
    public DemoPerson Next(string language)
    {
        DemoPerson person;
        var tries = 0;
        do person = language == DemoStory.Chinese ? Chinese() : English();
        while (!_known.Add(person.Name) && ++tries < MostTries);
        return person;
    }

    private DemoPerson English()
    {
        var (first, last) = (One(First), One(Last));
        return new DemoPerson($"{first} {last}", first, first, $"{first}.{last}".ToLowerInvariant());
    }

    private DemoPerson Chinese()
    {
        var (family, given) = (One(Family), One(Given));
        return new DemoPerson(family.Name + given.Name, family.Name + given.Name, family.Name + given.Title, $"{given.Latin}.{family.Latin}");
    }

    private T One<T>(T[] list) => list[chance.Next(list.Length)];
}
