package io.azimuth.application.cubbyhole;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one token keeps, at {@code <hash>/<time of its issue>/<path>}. The time is part of it
 * because a token of a chosen id can be made again: the new one shall not find what the old one
 * left.
 */
final class Cubbyhole {

  private final MountStorage storage;
  private final String prefix;

  Cubbyhole(MountStorage storage, TokenHash hash, Token token) {
    this.storage = storage;
    this.prefix = prefix(hash, token);
  }

  /** What the paths of all that the token keeps begin with. */
  static String prefix(TokenHash hash, Token token) {
    Instant issued = token.lifetime().createdAt();
    return hash.hex() + "/" + issued.getEpochSecond() + "." + issued.getNano() + "/";
  }

  Optional<Value.Obj> get(String path) {
    return storage.get(prefix + path);
  }

  void put(String path, Value.Obj data) {
    storage.put(prefix + path, data);
  }

  void delete(String path) {
    storage.delete(prefix + path);
  }

  List<String> below(String folder) {
    return storage.folder(prefix + folder);
  }
}
