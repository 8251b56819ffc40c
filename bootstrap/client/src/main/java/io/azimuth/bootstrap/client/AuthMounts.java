package io.azimuth.bootstrap.client;

import io.azimuth.spi.api.Value;
import java.util.List;

/**
 * The auth methods that a token may see. They are found by what they serve, whatever their type.
 *
 * @param mounts each mount by its path, as the answer to {@link #QUESTION} has it
 */
public record AuthMounts(Value.Obj mounts) {

  /** The question to the server. */
  public static final ApiCall QUESTION =
      ApiCall.get("sys/internal/ui/mounts").with("paths", "true");

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
        .map(mount -> "auth/" + mount.getKey().replaceAll("/+$", ""))
        .sorted()
        .toList();
  }

  private static boolean serves(Value.Obj mount, String path) {
    return ApiReply.texts(mount.get("paths")).stream()
        .map(one -> one.replaceAll("\\{[^}]*}", "{}"))
        .anyMatch(path::equals);
  }
}
