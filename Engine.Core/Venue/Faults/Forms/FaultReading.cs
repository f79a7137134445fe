namespace Engine.Core.Venue.Faults.Forms;

/// <summary>Reads faults from names and values, whoever wrote them, and says everything that is wrong.</summary>
public static class FaultReading
{
    /// <summary>The parameter that names the kind.</summary>
    public const string KindKey = "kind";

    /// <summary>Reads one fault; null with at least one mistake when it cannot be.</summary>
    public static Fault? Read(IReadOnlyList<(string Name, string Value)> values, List<FaultMistake> mistakes)
    {
        int before = mistakes.Count;
        string word = values.FirstOrDefault(pair => pair.Name == KindKey).Value ?? "";
        if (FaultTable.Find(word) is not FaultForm form)
        {
            mistakes.Add(new FaultMistake(KindKey, word.Length == 0 ? "no kind of fault" : $"\"{word}\"", "one of " + string.Join(", ", FaultTable.All.Select(row => row.Word))));
            return null;
        }

        IReadOnlyList<string> taken = form.Parameters;
        var fault = new Fault { Kind = form.Kind };
        foreach ((string name, string value) in values)
        {
            if (name == KindKey)
                continue;
            if (!taken.Contains(name) || FaultParameters.Find(name) is not FaultParameter parameter)
                mistakes.Add(new FaultMistake(name, $"a parameter that {word} does not take", string.Join(", ", taken)));
            else if (parameter.Take(fault, value) is Fault more)
                fault = more;
            else
                mistakes.Add(new FaultMistake(name, $"\"{value}\"", parameter.Expected));
        }

        foreach (string name in form.Required)
        {
            if (values.All(pair => pair.Name != name))
                mistakes.Add(new FaultMistake(name, "nothing", $"{FaultParameters.Find(name)!.Expected} ({word} needs it)"));
        }

        if (form.Kind == FaultKind.Reject && fault.Code != 0 && fault.Reason is null && KnownErrors.MessageOf(fault.Code) is null)
            mistakes.Add(new FaultMistake("code", $"\"{fault.Code}\", whose message is not known", "a code of the venue, or a reason as its message"));
        return mistakes.Count == before ? fault : null;
    }
}
