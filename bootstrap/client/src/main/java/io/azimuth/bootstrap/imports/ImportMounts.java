package io.azimuth.bootstrap.imports;

import io.azimuth.bootstrap.imports.rule.MountKind;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.spi.api.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mounts of both servers, by path with a slash at the end; those of auth methods begin with
 * {@code auth/}.
 */
public final class ImportMounts {

  private final ImportServer source;
  private final ImportServer target;
  private Map<String, Value.Obj> ofSource = Map.of();
  private Map<String, Value.Obj> ofTarget = Map.of();
  private final Set<String> planned = new LinkedHashSet<>();

  ImportMounts(ImportServer source, ImportServer target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Mounts of the server that is read.
   *
   * @throws ItemRefusedException if it refuses to list them
   */
  public Map<String, Value.Obj> ofSource() {
    if (ofSource.isEmpty()) {
      ofSource = read(source);
    }
    return ofSource;
  }

  /**
   * Mounts of the server that is written.
   *
   * @throws ItemRefusedException if it refuses to list them
   */
  public Map<String, Value.Obj> ofTarget() {
    if (ofTarget.isEmpty()) {
      ofTarget = read(target);
    }
    return ofTarget;
  }

  /** Forgets the mounts of the server that is written, because one was added. */
  public void changed() {
    ofTarget = Map.of();
  }

  /** Remembers that this mount will be here once the import is applied. */
  public void plan(String path) {
    planned.add(path);
  }

  public boolean isHere(String path) {
    return ofTarget().containsKey(path);
  }

  /**
   * Reads the data at a path of this server; empty if nothing is there, or no mount yet.
   *
   * @throws ItemRefusedException if the server refuses the request
   */
  public Optional<Value.Obj> readHere(String path) {
    boolean mounted = ofTarget().keySet().stream().anyMatch(path::startsWith);
    return mounted ? target.read(path) : Optional.empty();
  }

  /** Whether the mount is here or will be. */
  public boolean isExpected(String path) {
    return isHere(path) || planned.contains(path);
  }

  /** The accessors that the other server uses, with those of the mounts at the same paths here. */
  public Map<String, String> accessors() {
    Map<String, String> accessors = new LinkedHashMap<>();
    ofSource()
        .forEach(
            (path, mount) ->
                accessor(mount)
                    .ifPresent(
                        their ->
                            Optional.ofNullable(ofTarget().get(path))
                                .filter(
                                    our -> MountKind.typeOf(our).equals(MountKind.typeOf(mount)))
                                .flatMap(ImportMounts::accessor)
                                .ifPresent(our -> accessors.put(their, our))));
    return accessors;
  }

  /** The path of the other server's mount with this accessor. */
  public Optional<String> theirPath(String accessor) {
    return ofSource().entrySet().stream()
        .filter(mount -> accessor(mount.getValue()).filter(accessor::equals).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  public Optional<String> ourAccessor(String path) {
    return Optional.ofNullable(ofTarget().get(path)).flatMap(ImportMounts::accessor);
  }

  private static Optional<String> accessor(Value.Obj mount) {
    return RecordFields.text(mount, "accessor");
  }

  private static Map<String, Value.Obj> read(ImportServer server) {
    Map<String, Value.Obj> mounts = new LinkedHashMap<>();
    add(mounts, "", server.read("sys/mounts"));
    add(mounts, "auth/", server.read("sys/auth"));
    return mounts;
  }

  private static void add(
      Map<String, Value.Obj> mounts, String prefix, Optional<Value.Obj> listing) {
    listing
        .orElse(Value.Obj.EMPTY)
        .members()
        .forEach(
            (path, shown) -> {
              if (path.endsWith("/") && shown instanceof Value.Obj mount) {
                mounts.put(prefix + path, mount);
              }
            });
  }
}
