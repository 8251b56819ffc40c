package io.azimuth.application.seal.share;

import io.azimuth.application.port.seal.SealWrappedKey;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import java.util.Optional;

/**
 * The root key of a store as its seal unwrapped it.
 *
 * @param key itself, to be wiped
 * @param form the wrapped form that was unwrapped
 * @param whyFormer why the seal did not unwrap the current form; empty when it did
 */
public record UnwrappedRootKey(
    SecretBytes key, SealWrappedKey form, Optional<ServiceException> whyFormer) {}
