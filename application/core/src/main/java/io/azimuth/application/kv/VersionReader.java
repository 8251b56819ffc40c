package io.azimuth.application.kv;

import io.azimuth.domain.kv.SecretMetadata;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads a version: its data, or a part of it, with its metadata. */
final class VersionReader {

  private VersionReader() {}

  /**
   * What {@link #read} answers.
   *
   * @param data the member that holds the data
   */
  static AnswerSchema schema(AnswerField data) {
    AnswerField[] version = SecretView.OF_VERSION.toArray(AnswerField[]::new);
    return AnswerSchema.data(
        data, AnswerField.object("metadata", "the metadata of the version", version));
  }

  /**
   * The version that the call asks for. A deleted or destroyed version is answered as "not found"
   * with its metadata.
   *
   * @param name the member of the answer that holds the data
   * @param form turns the data into what is shown
   */
  static Answer read(Call call, String name, UnaryOperator<Value> form) {
    KvV2Store secrets = KvV2Store.of(call);
    String path = SecretPath.of(call);
    int number = call.fields().value(DataRoutes.VERSION);
    Optional<SecretMetadata> found =
        secrets.metadata(path).filter(metadata -> metadata.version(number).isPresent());
    if (found.isEmpty()) {
      return new Answer.NotFound();
    }
    SecretMetadata metadata = found.get();
    Value.Builder answer = Value.Obj.builder();
    if (metadata.version(number).filter(version -> version.isReadable(call.now())).isEmpty()) {
      answer.put(name, Value.NULL).put("metadata", SecretView.version(metadata, number));
      return new Answer.NotFound(answer.build());
    }
    Value data = secrets.data(metadata, path, number).orElse(Value.NULL);
    return Answer.data(
        answer
            .put(name, form.apply(data))
            .put("metadata", SecretView.version(metadata, number))
            .build());
  }
}
