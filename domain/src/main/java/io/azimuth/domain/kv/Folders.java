package io.azimuth.domain.kv;

import java.util.LinkedHashSet;
import java.util.List;

/** Names with slashes seen as files in folders. */
public final class Folders {

  private Folders() {}

  /**
   * What stands directly below: a name, or a folder with its slash, each once.
   *
   * @param names relative ones, in byte order; so is the result
   */
  public static List<String> firstLevel(List<String> names) {
    LinkedHashSet<String> first = new LinkedHashSet<>();
    for (String name : names) {
      int slash = name.indexOf('/');
      first.add(slash < 0 ? name : name.substring(0, slash + 1));
    }
    return List.copyOf(first);
  }
}
