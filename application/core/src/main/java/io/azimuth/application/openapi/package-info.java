/** Descriptions of the API for people and tools, made from the declared routes. */
package io.azimuth.application.openapi;
