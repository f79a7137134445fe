using Engine.Native.Storage.Sqlite;
using Xunit;

namespace Engine.Tests.Storage;

public sealed class FilePlaceTests
{
    [Fact]
    public void What_becomes_of_a_file_is_told_and_what_may_be_is_not()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.db", "");
        var place = new FilePlace(path);
        Assert.Null(place.Loss); // empty from the beginning
        File.AppendAllText(path, "one page and another");
        Assert.Null(place.Loss);
        using (FileStream file = File.OpenWrite(path))
            file.SetLength(3); // as after a VACUUM by another program
        Assert.Null(place.Loss);
        string moved = folder.PathOf("moved.db");
        File.Move(path, moved);
        Assert.Equal("was deleted or moved away", place.Loss);
        File.Move(moved, path);
        Assert.Null(place.Loss);
        File.WriteAllText(path, "");
        Assert.Equal("was emptied", place.Loss);
        File.Move(folder.Write("other.db", "other"), path, overwrite: true);
        Assert.Equal("was replaced by another file", place.Loss);
    }

    [Fact]
    public void A_link_that_leads_elsewhere_is_another_file_and_a_place_that_cannot_be_looked_at_says_nothing()
    {
        using var folder = new TemporaryFolder();
        string link = folder.PathOf("link.db");
        File.CreateSymbolicLink(link, folder.Write("a.db", "a"));
        var place = new FilePlace(link);
        Assert.Null(place.Loss);
        File.Delete(link);
        File.CreateSymbolicLink(link, folder.Write("b.db", "b"));
        Assert.Equal("was replaced by another file", place.Loss);
        Assert.Null(new FilePlace(folder.PathOf("never.db")).Loss);
    }
}
