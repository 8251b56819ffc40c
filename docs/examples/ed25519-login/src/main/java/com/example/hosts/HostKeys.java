package com.example.hosts;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.StoredConfig;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The configuration of the mounts: the key of each host. */
final class HostKeys extends StoredConfig<Map<String, PublicKey>> {

  /** As in {@code openssl pkey -pubout}, without the first and the last line. */
  private static final Field<Map<String, String>> KEYS =
      Field.pairs("host_keys", "the Ed25519 key of each host: X.509, in Base64");

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "config")
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.data(AnswerField.of(KEYS)))
            .handle(this::read),
        Route.on(Operation.WRITE, "config")
            .access(Access.AUTHORIZED)
            .fields(KEYS)
            .answers(AnswerSchema.nothing())
            .handle(this::write));
  }

  private Answer read(Call call) {
    return stored(call.transaction()).<Answer>map(Answer::data).orElseGet(Answer.NotFound::new);
  }

  private Answer write(Call call) {
    Map<String, String> sent = call.fields().value(KEYS);
    sent.values().forEach(HostKeys::key);
    put(call.transaction(), Value.Obj.builder().put(KEYS.name(), Value.of(sent)).build());
    return new Answer.Empty();
  }

  @Override
  protected Optional<Map<String, PublicKey>> settings(Optional<Value.Obj> stored) {
    return stored.map(
        object ->
            Fields.of(List.of(KEYS), object, Map.of()).value(KEYS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> key(it.getValue()))));
  }

  private static PublicKey key(String base64) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw RefusedException.invalid("host_keys: not an Ed25519 key in Base64");
    }
  }
}
