package io.azimuth.application.planted;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Planted: each component prints a secret with the record. */
@SuppressWarnings("ArrayRecordComponent") // what the rule is about
record NakedSecret(
    String clientSecret,
    String secretValue,
    Optional<String> password,
    List<String> tokens,
    Map<String, byte[]> mountTokens,
    byte[] hashedSecret,
    char[] passphrase) {}
