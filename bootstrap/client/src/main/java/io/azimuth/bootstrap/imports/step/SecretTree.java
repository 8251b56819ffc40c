package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.imports.ImportServer;
import io.azimuth.bootstrap.imports.ItemRefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Walks over the secrets of a mount. It keeps the names of the folders on its way, no others. */
final class SecretTree {

  private static final int MOST_LEVELS = 250;

  private final ImportServer server;
  private final String root;
  private final BiConsumer<String, String> refused;

  /**
   * Creates a walk.
   *
   * @param root the path that lists the mount, with a slash at the end
   * @param refused takes the path of a folder that cannot be walked, and the reason
   */
  SecretTree(ImportServer server, String root, BiConsumer<String, String> refused) {
    this.server = server;
    this.root = root;
    this.refused = refused;
  }

  /** Gives each secret to the consumer, by its path below the mount. */
  void walk(Consumer<String> secret) {
    Deque<Folder> way = new ArrayDeque<>();
    way.push(open(""));
    while (!way.isEmpty()) {
      Folder folder = way.element();
      if (!folder.names().hasNext()) {
        way.pop();
        continue;
      }
      String path = folder.path() + folder.names().next();
      if (!path.endsWith("/")) {
        secret.accept(path);
      } else if (way.size() > MOST_LEVELS || path.endsWith("//") || path.equals("/")) {
        refused.accept(path, "the folder has no name or is too deep");
      } else {
        way.push(open(path));
      }
    }
  }

  private Folder open(String path) {
    try {
      return new Folder(path, server.list(root + path).iterator());
    } catch (ItemRefusedException e) {
      refused.accept(path, e.reason());
      return new Folder(path, List.<String>of().iterator());
    }
  }

  private record Folder(String path, Iterator<String> names) {}
}
