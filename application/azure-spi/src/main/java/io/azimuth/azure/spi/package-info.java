/**
 * What a plugin may supply to the azure auth method in place of Azure. The rules of {@code
 * io.azimuth.spi} hold here, too.
 */
package io.azimuth.azure.spi;
