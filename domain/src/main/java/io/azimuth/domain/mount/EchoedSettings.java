package io.azimuth.domain.mount;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings of a mount that clients set and read back, and that have no effect here: this server has
 * no replicas to keep a {@code local} mount from, and no backend of it reads request headers.
 *
 * @param flags the names of those that are on
 * @param lists those that are lists, by name; without empty ones
 */
public record EchoedSettings(Set<String> flags, Map<String, List<String>> lists) {

  /** None of them is set. */
  public static final EchoedSettings NONE = new EchoedSettings(Set.of(), Map.of());

  public EchoedSettings {
    flags = Collections.unmodifiableSet(new TreeSet<>(flags));
    TreeMap<String, List<String>> copies = new TreeMap<>();
    lists.forEach((name, texts) -> copies.put(name, List.copyOf(texts)));
    copies.values().removeIf(List::isEmpty);
    lists = Collections.unmodifiableMap(copies);
  }

  /** These settings with that flag on or off. */
  public EchoedSettings with(String flag, boolean on) {
    TreeSet<String> changed = new TreeSet<>(flags);
    if (on) {
      changed.add(flag);
    } else {
      changed.remove(flag);
    }
    return new EchoedSettings(changed, lists);
  }

  /** These settings with that list; an empty one clears it. */
  public EchoedSettings with(String list, List<String> texts) {
    TreeMap<String, List<String>> changed = new TreeMap<>(lists);
    changed.put(list, texts);
    return new EchoedSettings(flags, changed);
  }

  /** Whether that flag is on. */
  public boolean isOn(String flag) {
    return flags.contains(flag);
  }
}
