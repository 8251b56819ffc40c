package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportServer;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.remote.LruCache;
import java.util.Optional;

/** Finds groups and entities of one server on the other, by their names. Keeps a number of them. */
final class IdentityNames {

  private static final int MOST = 20_000;

  private final ImportRun run;
  private final LruCache<String, Optional<String>> known = new LruCache<>(MOST);

  IdentityNames(ImportRun run) {
    this.run = run;
  }

  /** The id here of the group that has this id on the other server. */
  Optional<String> translated(String id) {
    return nameThere("group", id).flatMap(name -> idHere("group", name));
  }

  /** The name that an entity or a group of the other server has here. */
  Optional<String> nameThere(String kind, String id) {
    Optional<String> name = name("there", run.source(), kind, id);
    return kind.equals("entity") ? name.map(run::entityName) : name;
  }

  /** The name here of an entity or a group. */
  Optional<String> nameHere(String kind, String id) {
    return name("here", run.target(), kind, id);
  }

  /** The id here of an entity or a group. */
  Optional<String> idHere(String kind, String name) {
    return member(run.target(), "identity/" + kind + "/name/" + name, "id");
  }

  private Optional<String> name(String side, ImportServer server, String kind, String id) {
    String key = side + " " + kind + " " + id;
    Optional<Optional<String>> before = known.find(key);
    if (before.isPresent()) {
      return before.get();
    }
    Optional<String> name = member(server, "identity/" + kind + "/id/" + id, "name");
    known.put(key, name);
    return name;
  }

  private static Optional<String> member(ImportServer server, String path, String name) {
    return server.read(path).flatMap(data -> RecordFields.text(data, name));
  }
}
