package io.azimuth.kubernetes.login;

import io.azimuth.domain.kubernetes.TokenReviewStatus;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what the API server answers. A member that is null or of another type counts as absent. */
final class ApiAnswers {

  private ApiAnswers() {}

  /** The status of a {@code TokenReview}; empty when the document is none. */
  static Optional<TokenReviewStatus> review(Value.Obj document) {
    return object(document, "status")
        .filter(status -> text(document, "kind").equals("TokenReview"))
        .map(
            status -> {
              Value.Obj user = object(status, "user").orElse(Value.Obj.EMPTY);
              return new TokenReviewStatus(
                  status.get("authenticated").equals(Optional.of(Value.of(true))),
                  text(status, "error"),
                  text(user, "username"),
                  text(user, "uid"),
                  texts(status, "audiences"));
            });
  }

  /** The annotations of a {@code ServiceAccount}; empty when the document is none. */
  static Optional<Map<String, String>> annotations(Value.Obj document) {
    return metadata(document, "ServiceAccount", "annotations");
  }

  /** The labels of a {@code Namespace}; empty when the document is none. */
  static Optional<Map<String, String>> labels(Value.Obj document) {
    return metadata(document, "Namespace", "labels");
  }

  private static Optional<Map<String, String>> metadata(
      Value.Obj document, String kind, String member) {
    return object(document, "metadata")
        .filter(metadata -> text(document, "kind").equals(kind))
        .map(metadata -> texts(object(metadata, member).orElse(Value.Obj.EMPTY)));
  }

  private static Map<String, String> texts(Value.Obj object) {
    Map<String, String> texts = new TreeMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Text text) {
                texts.put(name, text.text());
              }
            });
    return texts;
  }

  private static Optional<Value.Obj> object(Value.Obj parent, String name) {
    return parent.get(name).filter(Value.Obj.class::isInstance).map(Value.Obj.class::cast);
  }

  private static String text(Value.Obj parent, String name) {
    return parent.get(name).orElse(Value.NULL) instanceof Value.Text text ? text.text() : "";
  }

  private static List<String> texts(Value.Obj parent, String name) {
    List<String> texts = new ArrayList<>();
    if (parent.get(name).orElse(Value.NULL) instanceof Value.Items items) {
      for (Value item : items.values()) {
        if (item instanceof Value.Text text) {
          texts.add(text.text());
        }
      }
    }
    return texts;
  }
}
