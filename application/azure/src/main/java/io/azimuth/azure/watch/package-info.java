/** Reads machines that hold tokens in the background, and revokes the tokens of those gone. */
package io.azimuth.azure.watch;
