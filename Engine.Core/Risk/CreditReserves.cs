namespace Engine.Core.Risk;

/// <summary>
/// Who may have the last rate credits: cancels all of them, a missing quote what lies above <see cref="Cancels"/>, the move of a
/// quote what lies above that and <see cref="Edits"/>, and the move of one far from the touch only what lies above all three.
/// </summary>
/// <param name="Cancels">Credits that only cancels may use.</param>
/// <param name="Edits">Credits beyond them that new orders may use and edits not.</param>
/// <param name="FarEdits">Credits beyond both that edits far from the touch may not use.</param>
public readonly record struct CreditReserves(int Cancels, int Edits, int FarEdits)
{
    private const int WantedForPlaces = 2;
    private const int FarPart = 4;

    /// <summary>
    /// Reserves that leave something to edit with. A burst too small for what is wanted is divided: about a third for cancels, and one
    /// credit at least for edits, where there are two.
    /// </summary>
    /// <param name="wanted">Credits to keep for cancels.</param>
    /// <param name="burst">Largest burst that the venue allows.</param>
    public static CreditReserves Fit(int wanted, int burst)
    {
        int spare = Math.Max(0, burst - 1); // one for the edit itself
        int cancels = wanted + WantedForPlaces <= spare ? wanted : Math.Min(wanted, (spare + 2) / 3);
        int edits = Math.Min(WantedForPlaces, spare - cancels);
        return new CreditReserves(cancels, edits, Math.Min(burst / FarPart, spare - cancels - edits));
    }

    /// <summary>Credits that must be left after an order of this kind; nothing for a cancel.</summary>
    internal int Behind(bool isEdit, bool isFar) => !isEdit ? Cancels : isFar ? Cancels + Edits + FarEdits : Cancels + Edits;
}
