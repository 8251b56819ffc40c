package io.azimuth.bootstrap.imports;

import java.util.Set;

/**
 * What the operator asks for.
 *
 * @param mounts paths of the mounts that are imported, with a slash at the end; empty means all
 * @param apply whether anything is written
 * @param renumber whether secrets with very many missing versions get numbers from 1
 */
public record ImportRequest(
    Set<ImportKind> kinds, Set<String> mounts, boolean apply, boolean renumber) {

  public ImportRequest {
    kinds = Set.copyOf(kinds);
    mounts = Set.copyOf(mounts);
  }

  /** Whether this kind of thing is imported. */
  public boolean wants(ImportKind kind) {
    return kinds.contains(kind);
  }

  /**
   * Whether this mount is imported.
   *
   * @param path with a slash at the end; of an auth method with {@code auth/} at the beginning
   */
  public boolean wantsMount(String path) {
    return mounts.isEmpty() || mounts.contains(path);
  }
}
