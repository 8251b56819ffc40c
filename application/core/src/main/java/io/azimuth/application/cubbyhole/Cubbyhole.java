package io.azimuth.application.cubbyhole;

import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The entries of one token, at {@code <hash>/<time of its issue>/<path>}. The time is part of the
 * key because a token with a chosen id can be created again: the new one must not find the entries
 * of the old one.
 */
final class Cubbyhole {

  private final MountStorage storage;
  private final String prefix;

  Cubbyhole(MountStorage storage, TokenHash hash, Token token) {
    this.storage = storage;
    this.prefix = prefix(hash, token);
  }

  /** The prefix of the paths of all entries of the token. */
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
