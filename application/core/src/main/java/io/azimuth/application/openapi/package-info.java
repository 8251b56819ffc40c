/** Help texts and the OpenAPI document, made from the declared routes. */
package io.azimuth.application.openapi;
