package io.azimuth.application.port.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The list of the audit devices that a store must have. Immutable.
 *
 * @param paths of the devices; empty in a store of an earlier version, which has no list
 */
public record EnabledDevices(Optional<List<String>> paths) {

  /** A store of an earlier version has no list. */
  public static final EnabledDevices UNLISTED = new EnabledDevices(Optional.empty());

  /** A new store has no device. */
  public static final EnabledDevices NONE = new EnabledDevices(Optional.of(List.of()));

  /** The list is gone: it is unknown which devices there were. */
  public static final EnabledDevices LOST =
      new EnabledDevices(Optional.of(List.of(AuditDeviceRecords.UNKNOWN)));

  public EnabledDevices {
    paths = paths.map(List::copyOf);
  }

  /** Whether there is a list. */
  public boolean isListed() {
    return paths.isPresent();
  }

  /** Whether a device at this path is one of them, as far as the list shows. */
  public boolean admits(String path) {
    return !isComplete() || paths.orElseThrow().contains(path);
  }

  private boolean isComplete() {
    return paths.filter(list -> !list.contains(AuditDeviceRecords.UNKNOWN)).isPresent();
  }

  /** Those that are listed and not among the present ones, in order. */
  public List<String> missing(Collection<String> present) {
    TreeSet<String> missing = new TreeSet<>(paths.orElse(List.of()));
    missing.removeAll(present);
    return List.copyOf(missing);
  }

  /** With this device. What is present belongs to a list that is not complete. */
  public EnabledDevices with(String path, Collection<String> present) {
    TreeSet<String> all = all(present);
    all.add(path);
    return new EnabledDevices(Optional.of(List.copyOf(all)));
  }

  /** Without this device, in the same way. */
  public EnabledDevices without(String path, Collection<String> present) {
    TreeSet<String> all = all(present);
    all.remove(path);
    return new EnabledDevices(Optional.of(List.copyOf(all)));
  }

  private TreeSet<String> all(Collection<String> present) {
    TreeSet<String> all = new TreeSet<>(paths.orElse(List.of()));
    if (!isComplete()) {
      all.addAll(present);
    }
    return all;
  }
}
