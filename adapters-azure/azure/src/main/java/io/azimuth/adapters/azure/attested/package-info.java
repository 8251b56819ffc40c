/**
 * The signatures of attested documents: PKCS #7 structures that the metadata services of the clouds
 * make, and the certificates that lead to a trusted root.
 */
@NullMarked
package io.azimuth.adapters.azure.attested;

import org.jspecify.annotations.NullMarked;
