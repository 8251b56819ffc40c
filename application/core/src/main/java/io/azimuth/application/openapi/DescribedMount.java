package io.azimuth.application.openapi;

import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.mount.MountPath;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.RoutePattern;

/**
 * How the document shows a mount.
 *
 * @param prefix of its paths, ending in a slash
 * @param name for the identifiers of its operations
 * @param type of its backend
 * @param tag that groups its operations
 * @param isGeneric whether the mount's path is a parameter of its paths
 */
record DescribedMount(String prefix, String name, String type, String tag, boolean isGeneric) {

  static DescribedMount of(Mount mount, boolean generic) {
    MountPath path = mount.path();
    String type = mount.type();
    boolean anywhere = generic && !path.isBuiltIn();
    String auth = path.isAuth() ? MountPath.AUTH : "";
    return anywhere
        ? new DescribedMount(
            auth + "{" + parameter(type) + "}/", auth + type, type, tag(mount), true)
        : new DescribedMount(escaped(path.text()), path.text(), type, tag(mount), false);
  }

  /** The parameter that replaces the paths of mounts of the type. */
  String parameter() {
    return parameter(type);
  }

  private static String parameter(String type) {
    return type.replaceAll("[^A-Za-z0-9]+", "_") + "_mount_path";
  }

  /** The path of a pattern; that of a list ends in a slash, so that it is described separately. */
  String path(RoutePattern pattern, Operation operation) {
    String path = "/" + prefix + pattern.template();
    return operation.isOfFolder() && !path.endsWith("/") ? path + "/" : path;
  }

  private static String escaped(String path) {
    return path.replace("{", "%7B").replace("}", "%7D");
  }

  private static String tag(Mount mount) {
    if (mount.path().isAuth()) {
      return "auth";
    }
    return switch (mount.type()) {
      case "system", "identity" -> mount.type();
      default -> "secrets";
    };
  }
}
