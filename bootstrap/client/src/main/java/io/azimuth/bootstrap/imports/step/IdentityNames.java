package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds groups and entities of one server on the other, by their names. Keeps a number of them. */
final class IdentityNames {

  private static final int MOST = 20_000;

  private final ImportRun run;
  private final Map<String, Optional<String>> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > MOST;
        }
      };

  IdentityNames(ImportRun run) {
    this.run = run;
  }

  /** The id here of the group that has this id on the other server. */
  Optional<String> translated(String id) {
    return nameThere("group", id).flatMap(name -> idHere("group", name));
  }

  /** The name that an entity or a group of the other server has here. */
  Optional<String> nameThere(String kind, String id) {
    Optional<String> name =
        known.computeIfAbsent(
            kind + " there " + id,
            key ->
                run.there()
                    .read("identity/" + kind + "/id/" + id)
                    .flatMap(data -> RecordFields.text(data, "name")));
    return kind.equals("entity") ? name.map(run::entityName) : name;
  }

  /** The name here of an entity or a group. */
  Optional<String> nameHere(String kind, String id) {
    return known.computeIfAbsent(
        kind + " here " + id,
        key ->
            run.here()
                .read("identity/" + kind + "/id/" + id)
                .flatMap(data -> RecordFields.text(data, "name")));
  }

  /** The id here of an entity or a group. */
  Optional<String> idHere(String kind, String name) {
    return run.here()
        .read("identity/" + kind + "/name/" + name)
        .flatMap(data -> RecordFields.text(data, "id"));
  }
}
