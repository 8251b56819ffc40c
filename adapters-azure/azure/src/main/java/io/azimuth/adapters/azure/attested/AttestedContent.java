package io.azimuth.adapters.azure.attested;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.azure.attested.AttestedDocument;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.id.VmId;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads the content of a document, once its signature is verified. */
final class AttestedContent {

  private static final int MAX_DEPTH = 8;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** {@code 11/28/18 06:16:17 -0000}. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM/dd/yy HH:mm:ss xx", Locale.ROOT);

  private AttestedContent() {}

  static AttestedDocument read(byte[] content) throws RejectedDocumentException {
    try {
      JsonNode document = JSON.readTree(content);
      JsonNode times = document.path("timeStamp");
      return new AttestedDocument(
          text(document, "nonce"),
          time(times, "createdOn"),
          time(times, "expiresOn"),
          VmId.parse(text(document, "vmId")).orElseThrow(() -> unreadable("vmId")),
          SubscriptionId.parse(text(document, "subscriptionId"))
              .orElseThrow(() -> unreadable("subscriptionId")));
    } catch (JsonProcessingException e) {
      throw new RejectedDocumentException("its content is not JSON", e);
    } catch (IOException e) {
      throw new RejectedDocumentException("its content cannot be read", e);
    }
  }

  private static Instant time(JsonNode times, String name) throws RejectedDocumentException {
    try {
      return OffsetDateTime.parse(text(times, name), TIME).toInstant();
    } catch (DateTimeParseException e) {
      throw new RejectedDocumentException("its " + name + " cannot be read", e);
    }
  }

  private static String text(JsonNode node, String name) throws RejectedDocumentException {
    JsonNode member = node.path(name);
    if (!member.isTextual()) {
      throw unreadable(name);
    }
    return member.textValue();
  }

  private static RejectedDocumentException unreadable(String name) {
    return new RejectedDocumentException("its " + name + " cannot be read");
  }
}
