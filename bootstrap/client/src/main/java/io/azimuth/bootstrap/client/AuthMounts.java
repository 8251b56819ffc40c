package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The auth methods that a token may see. They are found by what they serve, whatever their type.
 *
 * @param mounts each mount by its path, as the answer to {@link #QUESTION} has it
 */
public record AuthMounts(Value.Obj mounts) {

  /** The question to the server. */
  public static final ApiCall QUESTION =
      ApiCall.get("sys/internal/ui/mounts").with("paths", "true");

  /** Stands for a parameter in a path. */
  public static final String PARAMETER = "{}";

  private static final String AUTH = "auth/";

  /** The mounts of the answer to {@link #QUESTION}. */
  public static AuthMounts of(ApiReply answer) {
    return new AuthMounts(ApiReply.object(answer.data(), "auth").orElse(Value.Obj.EMPTY));
  }

  /**
   * The paths of those that serve something, such as {@code auth/azure}, in alphabetical order.
   *
   * @param path below the mount, with {@code {}} in the place of each parameter
   */
  public List<String> serving(String path) {
    return mounts.members().entrySet().stream()
        .filter(mount -> mount.getValue() instanceof Value.Obj known && serves(known, path))
        .map(mount -> AUTH + mount.getKey().replaceAll("/+$", ""))
        .sorted()
        .toList();
  }

  /**
   * What may follow a path of a mount, such as {@code role/} and {@code config/status}, up to the
   * next parameter; {@link #PARAMETER} where that is a parameter itself. Nothing when the mount
   * does not say what it serves.
   *
   * @param parent the path with {@code auth/}, and with a slash at its end
   */
  public List<String> below(String parent) {
    return mounts.members().entrySet().stream()
        .filter(mount -> parent.startsWith(AUTH + mount.getKey()))
        .max(Comparator.comparingInt(mount -> mount.getKey().length()))
        .filter(mount -> mount.getValue() instanceof Value.Obj)
        .map(
            mount ->
                below(
                    (Value.Obj) mount.getValue(),
                    parent.substring(AUTH.length() + mount.getKey().length())))
        .orElse(List.of());
  }

  private static List<String> below(Value.Obj mount, String begun) {
    Set<String> all = new TreeSet<>();
    paths(mount).forEach(path -> following(path, begun).ifPresent(all::add));
    return all.stream().filter(one -> !all.contains(one + "/")).toList();
  }

  private static Optional<String> following(String path, String begun) {
    List<String> ahead = Arrays.asList(path.split("/"));
    List<String> behind = begun.isEmpty() ? List.of() : Arrays.asList(begun.split("/"));
    if (ahead.size() <= behind.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < behind.size(); i++) {
      if (!ahead.get(i).equals(PARAMETER) && !ahead.get(i).equals(behind.get(i))) {
        return Optional.empty();
      }
    }
    String left = String.join("/", ahead.subList(behind.size(), ahead.size()));
    int next = left.indexOf(PARAMETER);
    return Optional.of(next < 0 ? left : next == 0 ? PARAMETER : left.substring(0, next));
  }

  private static boolean serves(Value.Obj mount, String path) {
    return paths(mount).contains(path);
  }

  private static List<String> paths(Value.Obj mount) {
    return ApiReply.texts(mount.get("paths")).stream()
        .map(one -> one.replaceAll("\\{[^}]*}", PARAMETER))
        .toList();
  }
}
